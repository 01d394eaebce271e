"""Saved news pages made for the tests: site skeletons × articles, with what a reader should get out of each.

`kit` has the articles and what a skeleton may use, `known*` the skeletons that the reader was improved on, `unseen*`
those that were written before and looked at only when it was done.
"""
