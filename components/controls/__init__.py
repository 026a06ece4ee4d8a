"""Controls used all over the page: buttons, form fields, the text entry, notices and the undo gesture."""
