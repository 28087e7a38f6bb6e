package floodchat.front;

import floodchat.protocol.chat.ChatCommand;

/** What a person meant by the line that was entered. */
public sealed interface Intent {
    /** Something for the chat: it goes on the bus. */
    record Send(ChatCommand command) implements Intent {}

    /** The person wants to choose a name, and is to be asked for it. */
    record ChooseName() implements Intent {}

    record ShowWho() implements Intent {}

    record ShowHelp() implements Intent {}

    /** How we stand in the network is to be shown. */
    record ShowNetwork() implements Intent {}

    record Quit() implements Intent {}

    /** The line can't be done and goes nowhere: one sentence that says why and what to do. */
    record Refusal(String reason) implements Intent {}

    /** A line without anything in it. */
    record Nothing() implements Intent {}
}
