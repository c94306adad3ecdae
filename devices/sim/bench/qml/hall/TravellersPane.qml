import QtQuick
import "../parts"
import QtQuick.Controls.Basic

// Who stands before the kiosk: their passes for the scanner, their passports for the document reader.
Rectangle {
    id: root

    required property var theme
    required property var words
    required property var scanner
    required property var documents
    required property var rows
    property var last: null // the desk that was used last: its note is shown
    readonly property int pad: theme.scale * 16

    color: theme.colours.surface
    radius: theme.scale * 16
    border.width: theme.thin
    border.color: theme.colours.hair

    DeviceLine {
        id: scans

        theme: root.theme
        words: root.words
        desk: root.scanner
        title: root.words.scanner
        symbol: "scan-barcode"
        cableTag: "cable_scanner"
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: root.pad; topMargin: root.theme.scale * 12 }
    }
    DeviceLine {
        id: reads

        theme: root.theme
        words: root.words
        desk: root.documents
        title: root.words.reader
        symbol: "book-user"
        cableTag: "cable_documents"
        anchors { left: parent.left; right: parent.right; top: scans.bottom; margins: root.pad; topMargin: root.theme.scale * 6 }
    }
    Words {
        id: note

        objectName: "traveller_note"
        theme: root.theme
        text: root.last && root.last.facts.note || root.words.travellers_hint
        tone: "muted"
        size: 12
        anchors { left: parent.left; right: parent.right; top: reads.bottom; margins: root.pad; topMargin: root.theme.scale * 8 }
    }
    ListView {
        id: list

        objectName: "travellers"
        anchors { left: parent.left; right: parent.right; top: note.bottom; bottom: field.top; margins: root.pad; topMargin: root.theme.scale * 8; bottomMargin: root.theme.scale * 10 }
        clip: true
        model: root.rows
        spacing: root.theme.scale * 8
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { policy: ScrollBar.AsNeeded }

        delegate: TravellerRow {
            required property var modelData

            theme: root.theme
            words: root.words
            traveller: modelData
            canScan: root.scanner.facts.here
            canRead: root.documents.facts.here
            width: list.width - root.theme.scale * 10
            onPassShown: { root.last = root.scanner; root.scanner.show_pass(traveller.message, traveller.name); }
            onPassportLaid: holder => { root.last = root.documents; root.documents.lay(holder.lines, holder.name); }
        }
        Words {
            theme: root.theme
            text: root.words.no_travellers
            tone: "muted"
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            width: parent.width * 0.8
            visible: list.count === 0
            anchors.centerIn: parent
        }
    }
    Field {
        id: field

        theme: root.theme
        tag: "any_pass"
        hint: root.words.any_pass
        anchors { left: parent.left; right: button.left; bottom: parent.bottom; margins: root.pad; rightMargin: root.theme.scale * 8 }
        onAccepted: button.click()
    }
    Push {
        id: button

        theme: root.theme
        tag: "scan_pass"
        text: root.words.scan
        isPrimary: true
        enabled: field.text.trim() !== "" && root.scanner.facts.here
        anchors { right: parent.right; bottom: parent.bottom; margins: root.pad }
        onClicked: { root.last = root.scanner; root.scanner.scan(field.text); field.clear(); }
    }
}
