pragma ComponentBehavior: Bound

import QtQuick
import screens.theme
import screens.parts
import screens.parts.frame
import screens.parts.sale

// Amounts from short to seven digits, totals, facts to be read out, and the code of a receipt.
Page {
    id: page

    readonly property int room: width - 2 * Theme.margin

    usesFrame: false

    Column {
        x: Theme.margin
        y: Theme.margin
        spacing: Theme.wideGap

        Repeater {
            model: page.parts.amounts
            Amount { required property var modelData; width: page.room * 0.62; label: page.parts.paid.amount_label; money: modelData }
        }
        Totals { width: page.room; height: implicitHeight; parts: page.parts.totals }
        Facts { width: page.room; parts: page.parts.facts }
        Row {
            spacing: Theme.wideGap
            PaidFacts { width: page.room / 2; parts: page.parts.paid }
            QrCode { code: page.parts.qr; spoken: page.parts.paid.amount_label; size: Theme.mm(80) }
        }
    }
}
