import QtQuick

// A field to search in: the glass before its words, and no name above it; assistive tools are told it.
FieldBox {
    icon: "search"
}
