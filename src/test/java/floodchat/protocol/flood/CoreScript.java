package floodchat.protocol.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One core, told what happens, and what it did about it: script, then verify. */
final class CoreScript {
    static final NetworkTerms NETWORK = NetworkTerms.unlimited("scripted");
    static final Contact SELF = ViewsTest.contact(200);
    static final Address ENTRY = ViewsTest.contact(100).address();

    final FloodCore core;
    final List<FloodEffect> effects = new ArrayList<>();
    long nowMs = 1_000_000;
    private int lastLink;

    CoreScript(Address... entries) {
        this(NETWORK, entries);
    }

    CoreScript(NetworkTerms terms, Address... entries) {
        this(terms, BootstrapAddresses.untold(List.of(entries)));
    }

    CoreScript(NetworkTerms terms, BootstrapAddresses entries) {
        core = new FloodCore(SELF, terms, entries, FloodSettings.DEFAULT, new SplittableRandom(1));
        core.start(nowMs, effects::add);
    }

    CoreScript happens(FloodInput input) {
        core.handle(input, nowMs, effects::add);
        while (core.hasWaiting()) {
            core.sendWaiting(nowMs, effects::add);
        }
        return this;
    }

    LinkId opened(Contact peer, @Nullable DialReason errand) {
        LinkId link = new LinkId(++lastLink);
        happens(new FloodInput.LinkOpened(link, peer, errand));
        return link;
    }

    CoreScript received(LinkId link, Frame frame) {
        return happens(new FloodInput.FrameReceived(link, frame));
    }

    /** Has it shuffle, and answers with these. */
    CoreScript learns(LinkId link, List<Contact> contacts) {
        happens(new FloodInput.TimerFired(new FloodTimer.Shuffle()));
        return received(link, new Frame.ShuffleReply(contacts));
    }

    CoreScript closed(LinkId link) {
        return happens(new FloodInput.LinkClosed(link, "closed"));
    }

    /** A neighbour that dialled us, and wants packets. */
    LinkId dialler(int number) {
        LinkId link = opened(ViewsTest.contact(number), null);
        received(link, new Frame.NeighbourRequest(true)).received(link, new Frame.Graft());
        return link;
    }

    /** A neighbour that we dialled. */
    LinkId dialled(int number) {
        Contact peer = ViewsTest.contact(number);
        LinkId link = opened(peer, new DialReason.Promote(peer));
        received(link, new Frame.JoinAck(List.of()));
        return link;
    }

    /** Four diallers, 1 to 4, and three dialled, 5 to 7; then forgets what was done. */
    static CoreScript full() {
        CoreScript script = new CoreScript();
        for (int i = 1; i <= 4; i++) {
            script.dialler(i);
        }
        for (int i = 5; i <= 7; i++) {
            script.dialled(i);
        }
        assertEquals(7, script.links());
        script.effects.clear();
        return script;
    }

    /** A core with these neighbours, that it dialled; then forgets what was done. */
    static CoreScript with(int... neighbours) {
        return with(NETWORK, neighbours);
    }

    static CoreScript with(NetworkTerms terms, int... neighbours) {
        CoreScript script = new CoreScript(terms);
        for (int number : neighbours) {
            script.dialled(number);
        }
        script.effects.clear();
        return script;
    }

    // ---- what it did

    <E extends FloodEffect> List<E> all(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Frame> sentTo(LinkId link) {
        return all(FloodEffect.Send.class).stream()
                .filter(send -> send.link().equals(link))
                .map(FloodEffect.Send::frame)
                .toList();
    }

    <F extends Frame> List<F> sent(Class<F> type) {
        return all(FloodEffect.Send.class).stream()
                .map(FloodEffect.Send::frame)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<DialReason> dialled() {
        return all(FloodEffect.Dial.class).stream().map(FloodEffect.Dial::errand).toList();
    }

    List<FloodEvent> told() {
        return all(FloodEffect.Tell.class).stream().map(FloodEffect.Tell::event).toList();
    }

    boolean isEnding(LinkId link) {
        return all(FloodEffect.Close.class).stream().anyMatch(close -> close.link().equals(link));
    }

    /** Why it has ended this link at once; null where it has not. */
    @Nullable String abortOf(LinkId link) {
        return all(FloodEffect.Abort.class).stream()
                .filter(abort -> abort.link().equals(link))
                .map(FloodEffect.Abort::reason)
                .findFirst()
                .orElse(null);
    }

    /** How many links it says it has. */
    int links() {
        List<FloodEvent> told = told();
        for (FloodEvent event : told.reversed()) {
            if (event instanceof FloodEvent.StatusChanged status) {
                return status.links();
            }
        }
        return fail("it has said nothing");
    }

    FloodEffect.StartTimer timer(Class<? extends FloodTimer> type) {
        List<FloodEffect.StartTimer> timers = all(FloodEffect.StartTimer.class).stream()
                .filter(start -> type.isInstance(start.timer()))
                .toList();
        return timers.isEmpty() ? fail("no " + type.getSimpleName()) : timers.getLast();
    }

    /** Lets the latest timer of this type fire when it is due; forgets what was done before. */
    long fire(Class<? extends FloodTimer> type) {
        FloodEffect.StartTimer timer = timer(type);
        effects.clear();
        nowMs += timer.afterMs();
        happens(new FloodInput.TimerFired(timer.timer()));
        return timer.afterMs();
    }
}
