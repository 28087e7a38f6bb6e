package floodchat.front.tui;

import floodchat.front.MessageFacts;
import floodchat.front.SettingAnswer;
import floodchat.front.Transcript;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.Canvas;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.Conversation;
import floodchat.front.tui.widget.MessageCard;
import floodchat.front.tui.widget.NetworkPage;
import floodchat.front.tui.widget.PeerList;
import floodchat.front.tui.widget.SearchPage;
import floodchat.front.tui.widget.WindowLayout;
import floodchat.protocol.chat.ChatEvent;
import floodchat.protocol.chat.Person;
import floodchat.protocol.chat.Refusal;
import floodchat.protocol.chat.Texts;
import floodchat.protocol.flood.FloodEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is above the status line: the messages with the peer list, or the network page or the search page in their
 * place. Owned by the {@link Window}.
 */
final class Pane {
    private final Supplier<ZoneId> zone;
    private final Conversation conversation;
    private TuiSettings settings;
    private final @Nullable String network;
    private boolean peersWanted;

    /** Of the peer list, while a person chooses somebody; else null. */
    private PeerList.@Nullable Entry marked;

    /** Null while it is closed. */
    private @Nullable NetworkPage networkPage;

    /** Null while it is closed. */
    private @Nullable SearchPage searchPage;

    /** The number of the newest entry when the search was opened. */
    private long lastBeforeSearch;

    /** How many payloads the chat refused. */
    private Map<Refusal, Long> refusals = Map.of();

    /** Why private lines can't be kept; null if they can. */
    private @Nullable String storageProblem;

    /**
     * @param zone asked when there is a time to show
     * @param network the name of a private one; null in the public one
     */
    Pane(TuiSettings settings, Supplier<ZoneId> zone, @Nullable String network) {
        this.settings = settings;
        this.zone = zone;
        this.network = network;
        this.conversation = new Conversation(settings.scrollbackLines(), settings.time(), zone);
        this.peersWanted = settings.showPeerList();
    }

    Conversation conversation() {
        return conversation;
    }

    Transcript transcript() {
        return conversation.transcript();
    }

    /** The time zone of the person. */
    ZoneId zone() {
        return zone.get();
    }

    /** The card of a message, which follows what becomes of it. */
    MessageCard card(TranscriptEntry.Spoken line) {
        return new MessageCard(() -> MessageFacts.of(conversation.current(line), transcript().roster(), zone()));
    }

    /** How wide the peer list should be; 0 if it is hidden. */
    int peerColumns() {
        return peersWanted && showsMessages() ? settings.peerListColumns() : 0;
    }

    /** Where we are, and our name. */
    String title() {
        Person self = transcript().roster().self();
        String place = network == null ? "floodchat" : network;
        return Texts.clean(self == null ? place : place + " · " + self.name());
    }

    /** Whether the messages are seen, and not a page in their place. */
    boolean showsMessages() {
        return networkPage == null && searchPage == null;
    }

    // ---- settings

    /** A person changed settings. What did not change stays as it is, even if a key has changed it meanwhile. */
    void apply(TuiSettings changed) {
        conversation.apply(changed.time());
        if (changed.showPeerList() != settings.showPeerList()) {
            peersWanted = changed.showPeerList();
        }
        settings = changed;
    }

    TuiSettings settings() {
        return settings;
    }

    /** Shows the answer to a question for settings. */
    void answer(SettingAnswer answer, Instant now) {
        if (answer.refused()) {
            answer.sentences().forEach(sentence -> conversation.refuse(sentence, now));
        } else {
            conversation.hear(new ChatEvent.Answered(answer.sentences()), now);
        }
        conversation.goToNewest();
    }

    // ---- what is shown

    void togglePeers() {
        peersWanted = !peersWanted;
    }

    void toggleNetwork(long nowMs, Instant now) {
        if (networkPage == null) {
            showNetwork(nowMs, now);
        } else {
            showMessages();
        }
    }

    /** @param nowMs by a clock that never goes back, as in the other methods here */
    void showNetwork(long nowMs, Instant now) {
        searchPage = null;
        conversation.endChoice();
        networkPage = new NetworkPage(transcript().lastNumber(), zone.get(), nowMs, now);
        networkPage.refused(refusals);
        networkPage.storageProblem(storageProblem);
    }

    void showSearch(SearchPage page) {
        networkPage = null;
        searchPage = page;
        lastBeforeSearch = transcript().lastNumber();
    }

    void closeSearch() {
        searchPage = null;
    }

    /** Null while it is closed. */
    @Nullable SearchPage searchPage() {
        return searchPage;
    }

    void showMessages() {
        networkPage = null;
        searchPage = null;
    }

    /** Back to the messages, and there to the newest one. False if that is what is shown. */
    boolean escape() {
        boolean moved = networkPage != null || !conversation.isAtNewest();
        if (networkPage == null) {
            conversation.goToNewest();
        } else {
            showMessages();
        }
        return moved;
    }

    /** False if the key does not scroll. @param lineIsEmpty whether Home and End are free */
    boolean press(Key.Named key, WindowLayout layout, boolean lineIsEmpty, Instant now) {
        if (searchPage != null) {
            return searchPage.scroll(key, layout);
        }
        return networkPage == null
                ? conversation.press(key, layout, lineIsEmpty)
                : networkPage.press(key, layout, people(), lineIsEmpty, now);
    }

    /** The peer list as it is shown. */
    PeerList peers(Instant now) {
        return new PeerList(transcript().roster(), conversation.conversations(), now, marked);
    }

    /** Marks an entry of the peer list while a person chooses one; null ends that. */
    void mark(PeerList.@Nullable Entry entry) {
        marked = entry;
    }

    private int people() {
        return transcript().roster().size();
    }

    void paint(Canvas canvas, WindowLayout layout, Instant now) {
        if (searchPage != null) {
            searchPage.paint(canvas, layout, transcript().roster(), transcript().lastNumber() - lastBeforeSearch);
        } else if (networkPage == null) {
            conversation.paint(canvas, layout);
            peers(now).paint(canvas, layout);
        } else {
            networkPage.paint(canvas, layout, people(), transcript().lastNumber(), now);
        }
    }

    // ---- asking the network

    /** True if it is time to ask the network, for the page that is open. */
    boolean takeInquiryDue(long nowMs) {
        return networkPage != null && networkPage.takeDue(nowMs);
    }

    /** How long until the network is asked; below 0 for never. */
    long msUntilInquiry(long nowMs) {
        return networkPage == null ? -1 : networkPage.msUntilDue(nowMs);
    }

    void refused(Map<Refusal, Long> counts) {
        refusals = counts;
        if (networkPage != null) {
            networkPage.refused(counts);
        }
    }

    void storageChanged(ChatEvent.StorageChanged changed) {
        storageProblem = changed.works() ? null : changed.sentence();
        if (networkPage != null) {
            networkPage.storageProblem(storageProblem);
        }
    }

    /** An answer that comes after the page was closed is dropped. */
    void answered(FloodEvent.Inspected answer, long nowMs, Instant now) {
        if (networkPage != null) {
            networkPage.answered(answer, nowMs, now);
        }
    }
}
