package floodchat.sim;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PeerId;
import java.util.List;
import java.util.random.RandomGenerator;

/** How a peer behaves towards the others. */
enum PeerBehaviour {
    HONEST,
    /** Takes everything, and passes on neither packets nor ids. */
    TAKES_ONLY,
    /** Says at once that it has what it was given, and what nobody has; and never gives it to anyone. */
    NEVER_SERVES,
    /** The same, and calls it earlier, so that others ask here first. */
    CALLS_EARLIER,
    /** Passes on whatever it gets as if its author had said that it sounds. */
    HAS_ALL_SOUND,
    /** Makes every link lazy, again and again, and passes nothing on. */
    PRUNES,
    /** Tells addresses where nobody is. */
    TELLS_JUNK;

    /** What goes out in place of what the core sends. */
    List<Frame> inPlaceOf(Frame frame, RandomGenerator random) {
        return switch (this) {
            case HONEST -> List.of(frame);
            case TAKES_ONLY -> spreads(frame) ? List.of() : List.of(frame);
            case NEVER_SERVES -> frame instanceof Frame.PacketFrame flooded ? boast(flooded, random) : List.of(frame);
            case CALLS_EARLIER -> NEVER_SERVES.inPlaceOf(frame, random).stream().map(PeerBehaviour::earlier).toList();
            case HAS_ALL_SOUND -> List.of(frame instanceof Frame.PacketFrame flooded ? sounding(flooded) : frame);
            case PRUNES -> spreads(frame) || frame instanceof Frame.Graft ? List.of() : List.of(frame);
            case TELLS_JUNK -> List.of(withJunk(frame, random));
        };
    }

    /** What goes back for what came in, whatever the core makes of it. */
    List<Frame> inReplyTo(Frame frame) {
        return this == PRUNES && spreads(frame) ? List.of(new Frame.Prune()) : List.of();
    }

    private static boolean spreads(Frame frame) {
        return frame instanceof Frame.PacketFrame || frame instanceof Frame.IHave;
    }

    private static List<Frame> boast(Frame.PacketFrame flooded, RandomGenerator random) {
        PacketId nobodyHas = new PacketId(random.nextLong(), random.nextLong());
        return List.of(new Frame.IHave(Frame.IdKind.FRESH, List.of(flooded.packet().id(), nobodyHas)));
    }

    private static Frame sounding(Frame.PacketFrame flooded) {
        return new Frame.PacketFrame(flooded.hopsLeft(), Frame.Route.TREE_BUILDING, flooded.packet());
    }

    private static Frame earlier(Frame frame) {
        return frame instanceof Frame.IHave have ? new Frame.IHave(Frame.IdKind.EARLIER, have.ids()) : frame;
    }

    private static Frame withJunk(Frame frame, RandomGenerator random) {
        return switch (frame) {
            case Frame.Shuffle(Contact origin, int hopsLeft, List<Contact> _) ->
                new Frame.Shuffle(origin, hopsLeft, junk(random));
            case Frame.ShuffleReply _ -> new Frame.ShuffleReply(junk(random));
            case Frame.JoinAck _ -> new Frame.JoinAck(junk(random));
            case Frame other -> other;
        };
    }

    private static List<Contact> junk(RandomGenerator random) {
        return random.longs(8).mapToObj(number -> nobody(number, random)).toList();
    }

    private static Contact nobody(long number, RandomGenerator random) {
        String host = "192.0." + (number & 127) + "." + (1 + (number >> 8 & 127));
        return new Contact(PeerId.random(random), new Address(host, 1 + (int) (number >> 16 & 0x7fff)));
    }
}
