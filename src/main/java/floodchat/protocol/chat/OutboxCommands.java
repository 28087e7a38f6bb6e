package floodchat.protocol.chat;

import floodchat.protocol.sealed.LineState;
import floodchat.protocol.sealed.WaitingLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Obeys the commands about private lines of ours that wait. Owned by a {@link ChatCore}. */
final class OutboxCommands {
    /** More rows than that nobody reads; the outbox holds thousands. */
    static final int MAX_LISTED = 20;

    private final Members members;
    private final Contacts contacts;
    private final Correspondents correspondents;
    private final PersonLabels labels;
    private final PeopleFinder finder;
    private final PrivateMessages privateMessages;
    private final OwnPresence presence;

    /** As our person saw it last: a number means what stood there then. */
    private List<WaitingLine> listed = List.of();

    OutboxCommands(
            Members members,
            Contacts contacts,
            Correspondents correspondents,
            PersonLabels labels,
            PeopleFinder finder,
            PrivateMessages privateMessages,
            OwnPresence presence) {
        this.members = members;
        this.contacts = contacts;
        this.correspondents = correspondents;
        this.labels = labels;
        this.finder = finder;
        this.privateMessages = privateMessages;
        this.presence = presence;
    }

    void obey(ChatCommand.OfOutbox command, ChatContext context) {
        switch (command) {
            case ChatCommand.ShowOutbox _ -> show(context);
            case ChatCommand.DropLine drop -> drop(drop, context);
            case ChatCommand.DropLinesTo drop -> dropAll(drop, context);
        }
    }

    private void show(ChatContext context) {
        listed = privateMessages.waitingLines();
        List<String> sentences = new ArrayList<>();
        for (WaitingLine line : listed.subList(0, Math.min(MAX_LISTED, listed.size()))) {
            sentences.add("%d: to %s, %s ago, %s: %s".formatted(
                    sentences.size() + 1, label(line), PersonWords.time(context.wallMs() - line.writtenMs()),
                    reason(line), PersonWords.start(line.text())));
        }
        if (listed.size() > MAX_LISTED) {
            sentences.add("%,d more wait.".formatted(listed.size() - MAX_LISTED));
        }
        sentences.add(listed.isEmpty()
                ? "No private line of yours waits."
                : "/outbox drop and a number gives a line up; /outbox drop and a name all for that person.");
        context.show(new ChatEvent.Answered(sentences));
    }

    private String label(WaitingLine line) {
        return labels.of(correspondents.person(line.to()));
    }

    /** Why it waits, the first reason first. */
    private String reason(WaitingLine line) {
        String key = line.to().hex();
        if (contacts.isBlocked(key)) {
            return "you blocked them";
        }
        if (!presence.mayTell()) {
            return "there is no link to a peer";
        }
        if (members.member(key) == null) {
            return "not here";
        }
        if (!line.hasKeys()) {
            return "no keys of theirs yet";
        }
        return line.state() == LineState.PASSED_ON ? "passed on, not shown yet" : "about to be sent";
    }

    private void drop(ChatCommand.DropLine command, ChatContext context) {
        List<WaitingLine> seen = listed.isEmpty() ? privateMessages.waitingLines() : listed;
        WaitingLine line = command.number() > seen.size() ? null : waiting(seen.get(command.number() - 1));
        if (line == null) {
            context.refuse(command,
                    "No line with the number %d waits: /outbox lists them.".formatted(command.number()));
        } else {
            answer(drop(List.of(line), context), label(line), context);
        }
    }

    /** The same line as it is now; null if it waits no longer. */
    private @Nullable WaitingLine waiting(WaitingLine before) {
        return privateMessages.waitingLines()
                .stream()
                .filter(line -> line.to().equals(before.to()) && line.id().equals(before.id()))
                .findFirst()
                .orElse(null);
    }

    private void dropAll(ChatCommand.DropLinesTo command, ChatContext context) {
        switch (finder.anyone(command.who(), context)) {
            case Recipient.None(String reason) -> context.refuse(command, reason);
            case Recipient.Found(Person person) -> {
                List<WaitingLine> theirs = privateMessages.waitingLines()
                        .stream()
                        .filter(line -> line.to().hex().equals(person.key()))
                        .toList();
                if (theirs.isEmpty()) {
                    context.refuse(command, "No line for " + labels.of(person) + " waits.");
                } else {
                    answer(drop(theirs, context), labels.of(person), context);
                }
            }
        }
    }

    private List<WaitingLine> drop(List<WaitingLine> lines, ChatContext context) {
        lines.forEach(line -> privateMessages.drop(line, context));
        return lines;
    }

    private static void answer(List<WaitingLine> dropped, String label, ChatContext context) {
        boolean wasPassedOn = dropped.stream().anyMatch(line -> line.state() == LineState.PASSED_ON);
        context.answer("%s for %s given up, as you wanted.%s".formatted(
                dropped.size() == 1 ? "1 line" : dropped.size() + " lines", label,
                wasPassedOn ? " What was passed on already may still arrive." : ""));
    }
}
