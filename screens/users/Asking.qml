import "../staff"

// Leave for a change was asked, or the change is being made.
Checking {}
