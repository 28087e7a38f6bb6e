package floodchat.sim;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.Contact;
import floodchat.protocol.flood.Frame;
import floodchat.protocol.flood.PacketId;
import floodchat.protocol.flood.PeerId;
import java.util.List;
import java.util.random.RandomGenerator;

/** How a simulated peer behaves: honest, or misbehaving in one of several ways. */
enum PeerBehaviour {
    HONEST,
    /** A free rider: sends neither packets nor IHAVE frames. */
    FREE_RIDER,
    /** Announces each packet, and one that does not exist, but answers no IWANT. */
    NEVER_SERVES,
    /** The same, but announces them as backlog ids, which other peers fetch as a backlog. */
    NEVER_SERVES_BACKLOG,
    /** Passes every packet on as a tree-building packet. */
    MARKS_ALL_TREE_BUILDING,
    /** Answers each packet and IHAVE with a PRUNE, grafts no link and passes nothing on. */
    PRUNES,
    /** Sends contacts of peers that do not exist. */
    SENDS_FALSE_CONTACTS,
    /** Announces each packet before anybody else does, and never sends one. All peers of this kind work together. */
    WITHHOLDS,
    /** The same, but sends each packet {@value #DELAY_S} s later. */
    DELAYS,
    /** Changes the route of every packet, at random. */
    LIES;

    private static final int DELAY_S = 5;

    /** The frames to send in place of a frame from the core. */
    List<Frame> inPlaceOf(Frame frame, RandomGenerator random) {
        return switch (this) {
            case HONEST -> List.of(frame);
            case FREE_RIDER -> spreads(frame) ? List.of() : List.of(frame);
            case NEVER_SERVES -> frame instanceof Frame.PacketFrame packet ? announce(packet, random) : List.of(frame);
            case NEVER_SERVES_BACKLOG ->
                NEVER_SERVES.inPlaceOf(frame, random).stream().map(PeerBehaviour::earlier).toList();
            case MARKS_ALL_TREE_BUILDING ->
                List.of(frame instanceof Frame.PacketFrame packet ? treeBuilding(packet) : frame);
            case PRUNES -> spreads(frame) || frame instanceof Frame.Graft ? List.of() : List.of(frame);
            case SENDS_FALSE_CONTACTS -> List.of(withFalseContacts(frame, random));
            case WITHHOLDS -> frame instanceof Frame.PacketFrame ? List.of() : List.of(frame);
            case DELAYS -> List.of(frame);
            case LIES -> List.of(frame instanceof Frame.PacketFrame packet ? onAnyRoute(packet, random) : frame);
        };
    }

    /** The frames to send in reply to a frame, before the core sees it. */
    List<Frame> inReplyTo(Frame frame) {
        return this == PRUNES && spreads(frame) ? List.of(new Frame.Prune()) : List.of();
    }

    /** Whether it tells all its neighbours of a packet as soon as it hears of it. */
    boolean announcesAtOnce() {
        return this == WITHHOLDS || this == DELAYS;
    }

    /** How long it keeps a frame before it sends it. */
    long delayMicros(Frame frame) {
        return this == DELAYS && frame instanceof Frame.PacketFrame ? DELAY_S * SimulatedNetwork.SECOND : 0;
    }

    private static boolean spreads(Frame frame) {
        return frame instanceof Frame.PacketFrame || frame instanceof Frame.IHave;
    }

    private static List<Frame> announce(Frame.PacketFrame frame, RandomGenerator random) {
        PacketId madeUp = new PacketId(random.nextLong(), random.nextLong());
        return List.of(new Frame.IHave(Frame.IdKind.FRESH, List.of(frame.packet().id(), madeUp)));
    }

    private static Frame treeBuilding(Frame.PacketFrame frame) {
        return new Frame.PacketFrame(frame.hopsLeft(), Frame.Route.TREE_BUILDING, frame.packet());
    }

    private static Frame onAnyRoute(Frame.PacketFrame frame, RandomGenerator random) {
        Frame.Route[] routes = Frame.Route.values();
        return new Frame.PacketFrame(frame.hopsLeft(), routes[random.nextInt(routes.length)], frame.packet());
    }

    private static Frame earlier(Frame frame) {
        return frame instanceof Frame.IHave have ? new Frame.IHave(Frame.IdKind.BACKLOG, have.ids()) : frame;
    }

    private static Frame withFalseContacts(Frame frame, RandomGenerator random) {
        return switch (frame) {
            case Frame.Shuffle _ -> new Frame.Shuffle(falseContacts(random));
            case Frame.ShuffleReply _ -> new Frame.ShuffleReply(falseContacts(random));
            case Frame.JoinAck _ -> new Frame.JoinAck(falseContacts(random));
            case Frame other -> other;
        };
    }

    private static List<Contact> falseContacts(RandomGenerator random) {
        return random.longs(8).mapToObj(number -> falseContact(number, random)).toList();
    }

    private static Contact falseContact(long number, RandomGenerator random) {
        String host = "192.0." + (number & 127) + "." + (1 + (number >> 8 & 127));
        return new Contact(new PeerId(random.nextLong(), random.nextLong()),
                new Address(host, 1 + (int) (number >> 16 & 0x7fff)));
    }
}
