package floodchat.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import floodchat.protocol.invite.Invite;
import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class InviteCodeTest {
    private static final Invite INVITE = new Invite(
            "family",
            new byte[Invite.SECRET_BYTES],
            List.of(new Address("192.0.2.7", 55_556), new Address("192.0.2.8", 55_556)));

    @Test
    void eachHalfOfACharacterIsAModuleAndTheLightOnesAreDrawn() {
        QrCode code = QrCode.encodeText(INVITE.textForCode(), QrCode.Ecc.LOW);
        List<String> rows = InviteCode.rows(INVITE.textForCode());

        for (int y = -2; y < code.size + 2; y++) {
            for (int x = -2; x < code.size + 2; x++) {
                char block = rows.get((y + 2) / 2).charAt(x + 2);
                boolean drawn = block == '█' || block == (y % 2 == 0 ? '▀' : '▄');
                assertEquals(!code.getModule(x, y), drawn, "module " + x + ", " + y);
            }
        }
    }

    @Test
    void anInviteWithTwoAddressesTakes37ColumnsAnd19Rows() {
        List<String> rows = InviteCode.rows(INVITE.textForCode());

        assertEquals(19, rows.size());
        rows.forEach(row -> assertEquals(37, row.length()));
    }
}
