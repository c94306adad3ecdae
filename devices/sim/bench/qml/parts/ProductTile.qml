import QtQuick
import QtQuick.Controls.Basic

// One product; a click scans it.
AbstractButton {
    id: root

    required property var theme
    required property var product

    objectName: "product_" + product.code
    Accessible.name: product.name
    Keys.onReturnPressed: click()

    background: Rectangle {
        radius: root.theme.scale * 12
        color: root.theme.colours[root.down ? "container" : root.hovered ? "surface2" : "page"]
        border.width: root.visualFocus || root.down ? root.theme.thick : 0
        border.color: root.theme.colours.primary
    }
    contentItem: Item {
        Image {
            id: picture

            source: root.product.picture
            width: Math.min(parent.width, parent.height) * 0.5
            height: width
            sourceSize: Qt.size(width * 2, height * 2)
            fillMode: Image.PreserveAspectFit
            anchors { top: parent.top; topMargin: root.theme.scale * 4; horizontalCenter: parent.horizontalCenter }
        }
        Words {
            theme: root.theme
            text: root.product.name
            size: 12
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.Wrap
            maximumLineCount: 2
            lineHeight: 0.95
            anchors { left: parent.left; right: parent.right; top: picture.bottom; bottom: price.top }
        }
        Words {
            id: price

            theme: root.theme
            text: root.product.price
            tone: "muted"
            size: 11
            horizontalAlignment: Text.AlignHCenter
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; bottomMargin: root.theme.scale * 2 }
        }
    }
}
