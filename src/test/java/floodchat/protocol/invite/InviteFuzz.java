package floodchat.protocol.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;

/** An input is the text of an invite. It is refused in one short line, or it is written and read again as the same. */
public final class InviteFuzz implements FuzzTarget {
    private static final int LONGEST_REFUSAL = 200;

    @Override
    public void run(byte[] input) {
        switch (Invite.read(new String(input, StandardCharsets.UTF_8))) {
            case DecodedInvite.Read(Invite invite) ->
                assertEquals(new DecodedInvite.Read(invite), Invite.read(invite.text()));
            case DecodedInvite.Refused(String sentence) -> {
                assertTrue(sentence.length() <= LONGEST_REFUSAL, sentence);
                assertTrue(sentence.chars().allMatch(c -> c >= ' '), sentence);
            }
        }
    }
}
