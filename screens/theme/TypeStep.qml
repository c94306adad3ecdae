import QtQuick

// One step of the type scale: cap height in millimetres at 500 mm viewing distance, weight and face.
QtObject {
    required property real cap
    required property int weight
    property bool isHead: false
}
