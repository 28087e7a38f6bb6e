package floodchat.front;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as a QR code of half blocks, two modules in each character. The light modules are drawn, so that the code is
 * right on a dark background. (On a light one it is inverted, which most readers of phones take too.) Pure.
 */
public final class InviteCode {
    /** The standard asks for four. Readers need less, and a terminal has few rows. */
    private static final int QUIET_MODULES = 2;

    private InviteCode() {}

    /**
     * The rows of the code, all of one width.
     *
     * @param text takes fewest dots in capital letters, digits and the characters {@code $%*+-./:} and blank
     */
    public static List<String> rows(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        int end = code.size + QUIET_MODULES;
        List<String> rows = new ArrayList<>();
        for (int y = -QUIET_MODULES; y < end; y += 2) {
            StringBuilder row = new StringBuilder();
            for (int x = -QUIET_MODULES; x < end; x++) {
                row.append(block(!code.getModule(x, y), !code.getModule(x, y + 1))); // all around is light
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
