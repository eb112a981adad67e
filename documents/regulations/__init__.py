"""Regulations, from somebody's file to a clause that a letter can name for ever.

importer/      bytes → lines → outline with anchors and faults; pure, proves that nothing was lost
drafts, sheet  an outline under correction, and its page beside the file
operations/    draft, correct, review, adopt; notes beside a frozen text; files
reading/       an edition as HTML, kept; clauses: one clause by itself; naming: what it is called
mentions, linking, beside, variants   links within the text, and what stands next to it
comparison/    two texts, clause by clause and word by word; pure
downloads/, offers   PDF, DOCX, Markdown, JSON, Akoma Ntoso
finding        clauses in the site's search
"""
