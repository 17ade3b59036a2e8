"""Plots of many recorded days as inline SVG, each with its words and its figures as a table.

They take the width they are given: positions across are shares of it, positions down are pixels,
and so words keep their size on a small screen and on paper. Colours come from the style sheet.
"""
