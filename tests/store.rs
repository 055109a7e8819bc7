//! The file: undo and redo, the bin, two writers, drafts, refusals.

mod store {
    mod undo;
}
