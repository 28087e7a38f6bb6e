package floodchat.protocol.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which packets the network is told the author of. */
class AttributionTest {
    private static final Identity BOB = Authors.identity(2);
    private static final ChatEffect OF_BOB = new ChatEffect.Attribute(BOB.key());

    private final ChatSimulation simulation = new ChatSimulation(1);
    private final ChatSimulation.Participant ada = simulation.arrive("ada");

    private byte[] signed(Body body) {
        return Envelope.sign(BOB, Authors.TAG, body);
    }

    /** A payload comes in a packet of this time. */
    private void comes(byte[] payload, long packetMs, PayloadKind kind) {
        ada.input(new ChatInput.Delivered(payload, packetMs, false, kind));
    }

    private List<ChatEffect> attributions() {
        return ada.effects.stream().filter(ChatEffect.Attribute.class::isInstance).toList();
    }

    @Test
    void aVerifiedLineIsItsAuthors() {
        comes(signed(simulation.say(1, "bob", "hi")), simulation.nowMs(), PayloadKind.KEPT);
        assertEquals(List.of(OF_BOB), attributions());
    }

    @Test
    void anEarlierLineIsItsAuthorsToo() {
        ada.receiveEarlier(BOB, simulation.say(1, "bob", "hi"));
        assertEquals(List.of(OF_BOB), attributions());
    }

    @Test
    void whatIsForgedIsNobodys() {
        byte[] forged = signed(simulation.say(1, "bob", "hi"));
        forged[forged.length - 3]++;
        comes(forged, simulation.nowMs(), PayloadKind.KEPT);
        comes(new byte[] {1, 2, 3}, simulation.nowMs(), PayloadKind.KEPT);
        assertEquals(List.of(), attributions());
    }

    /** Otherwise anyone could fill a share with copies, and push out what its author says. */
    @Test
    void aLineThatComesAgainInAnotherPacketIsNobodys() {
        byte[] line = signed(simulation.say(1, "bob", "hi"));
        comes(line, simulation.nowMs(), PayloadKind.KEPT);
        comes(line, simulation.nowMs() + 1, PayloadKind.KEPT);
        assertEquals(List.of(OF_BOB), attributions());
    }

    /** The same with lines that we have not heard yet. */
    @Test
    void anOldLineInANewPacketIsNobodys() {
        byte[] line = signed(simulation.say(1, "bob", "hi"));
        simulation.run(Duration.ofMillis(Attribution.MAX_APART_MS + 1));
        comes(line, simulation.nowMs(), PayloadKind.KEPT);
        assertEquals(List.of(), attributions());
        byte[] next = signed(simulation.say(2, "bob", "hi"));
        simulation.run(Duration.ofMillis(Attribution.MAX_APART_MS));
        comes(next, simulation.nowMs(), PayloadKind.KEPT);
        assertEquals(List.of(OF_BOB), attributions());
    }

    /** They are ephemeral. Who keeps them fills the backlog with what nobody needs. */
    @Test
    void onlyLinesThatAreKeptAreTheirAuthors() {
        comes(signed(simulation.presence(1, 0, "bob", false, 15)), simulation.nowMs(), PayloadKind.KEPT);
        comes(signed(simulation.leave(1, 2)), simulation.nowMs(), PayloadKind.KEPT);
        comes(signed(simulation.say(2, "bob", "hi")), simulation.nowMs(), PayloadKind.EPHEMERAL);
        assertEquals(List.of(), attributions());
    }

    @Test
    void ourOwnLinesOfAnEarlierStartAreOurs() {
        ada.receiveEarlier(ada.identity, simulation.say(1, "ada", "hi"));
        assertEquals(List.of(new ChatEffect.Attribute(ada.identity.key())), attributions());
    }

    @Test
    void copiesOfWhatWeHaveSaidHereAreNobodys() {
        ada.say("hi");
        Body.Say line = ada.bodies(Body.Say.class).getLast();
        ada.receive(ada.identity, line);
        assertEquals(List.of(), attributions());
    }
}
