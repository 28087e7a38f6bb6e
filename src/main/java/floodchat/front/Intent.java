package floodchat.front;

import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.Person;
import java.util.List;

/** What a person wants with the line that was entered. */
public sealed interface Intent {
    /** A command for the chat: it goes on the bus. */
    record Send(ChatCommand command) implements Intent {}

    /**
     * Go to the conversation with these people.
     *
     * @param people empty for everyone
     * @param reason what is said if there are no conversations to go to, as in plain mode
     */
    record GoTo(List<Person> people, String reason) implements Intent {}

    /** Close the conversation that is shown, and go to everyone. */
    record CloseConversation() implements Intent {
        /** What to say if there is none. */
        public static final String NONE = "Everyone is shown: there is no private conversation to close.";
    }

    /** The person wants to be asked for a name. */
    record ChooseName() implements Intent {}

    record ShowWho() implements Intent {}

    record ShowHelp() implements Intent {}

    /** Show how this peer stands in the network. */
    record ShowNetwork() implements Intent {}

    /** Show the invite into the private network that we are in. */
    record ShowInvite() implements Intent {
        /** What to say in the public network. */
        public static final String NONE = "Everyone may enter this network: tell them the address HOST:PORT of a peer. "
                + "floodchat --create-network NAME makes a private one.";
    }

    /** Show what is known of a message. @param place 1 for the newest one that is shown, 2 for the one before */
    record ShowMessage(int place) implements Intent {}

    /**
     * Answer a message, with a quote of it.
     *
     * @param place as in {@link ShowMessage}
     * @param command says the text behind the quote
     */
    record Answer(int place, ChatCommand command) implements Intent {}

    /** A question or a wish to the history: it goes on the bus. */
    record AskHistory(HistoryInquiry inquiry) implements Intent {}

    /** Search the history. @param query may be empty */
    record Search(String query) implements Intent {
        /** What to say about an empty query where there is no page for it. */
        public static final String EMPTY = "/search WORDS lists the lines that have them; also from:bob, in:everyone, "
                + "in:bob and since:2026-11-01.";
    }

    /** Open an editor. @param text what it starts with */
    record Edit(String text) implements Intent {
        /** What to say without a window. */
        public static final String NONE = "Only the window opens an editor: here each line is sent as it comes.";
    }

    /** Ask for settings, or change one. */
    record Set(SettingRequest request) implements Intent {}

    record Quit() implements Intent {}

    /** The line can't be done. @param reason one sentence that says why and what to do */
    record Refusal(String reason) implements Intent {}

    /** The line is empty. */
    record Nothing() implements Intent {}
}
