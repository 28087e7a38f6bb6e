package floodchat.front.tui;

import floodchat.front.Intent;
import floodchat.front.QuotedAnswer;
import floodchat.front.SettingAnswer;
import floodchat.front.SettingRequest;
import floodchat.front.TranscriptEntry;
import floodchat.front.tui.terminal.EditorResult;
import floodchat.front.tui.terminal.Key;
import floodchat.front.tui.widget.Composer;
import floodchat.front.tui.widget.Question;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.chat.HistoryInquiry;
import floodchat.protocol.chat.Person;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.invite.Invite;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what an entered line means, and asks before some lines are sent. The line itself is cleared if it was possible.
 * Owned by a {@link Window}.
 */
final class EnteredLine {
    private final Pane pane;
    private final Composer composer;
    private final Overlays overlays;
    private final Switching switching;

    /** Into the private network that we are in; null in the public one. */
    private final @Nullable Invite invite;

    /** Null until a line is sent. */
    private @Nullable SendConfirmation asking;

    /** The latest line that asks for a setting and has no answer yet; null for none. */
    private @Nullable String setting;

    EnteredLine(Pane pane, Composer composer, Overlays overlays, Switching switching, @Nullable Invite invite) {
        this.pane = pane;
        this.composer = composer;
        this.overlays = overlays;
        this.switching = switching;
        this.invite = invite;
    }

    /**
     * Does it. A page in place of the messages closes, because the effect is seen among the messages.
     *
     * @param network as it last was; null before it told anything
     * @param nowMs by a clock that never goes back
     */
    void obey(
            Intent intent,
            FloodEvent.@Nullable StatusChanged network,
            long nowMs,
            Instant now,
            Consumer<? super WindowEffect> effects) {
        if (!(intent instanceof Intent.Nothing)) {
            pane.showMessages();
        }
        switch (intent) {
            case Intent.Send(ChatCommand command) -> send(command, effects);
            case Intent.GoTo(List<Person> people, String _) -> goTo(people, now);
            case Intent.CloseConversation _ -> closeConversation(now);
            case Intent.ChooseName _ -> askName();
            case Intent.ShowWho _ -> showWho(now);
            case Intent.ShowNetwork _ -> showNetwork(nowMs, now);
            case Intent.ShowInvite _ -> showInvite(network, now);
            case Intent.ShowMessage(int place) -> showMessage(place, now);
            case Intent.ShowHelp _ -> showHelp();
            case Intent.Answer(int place, ChatCommand command) -> answer(place, command, now, effects);
            case Intent.AskHistory(HistoryInquiry inquiry) -> askHistory(inquiry, effects);
            case Intent.Edit(String text) -> edit(text, effects);
            case Intent.Set(SettingRequest request) -> set(request, effects);
            case Intent.Refusal(String reason) -> refuse(reason, now);
            case Intent.Nothing _ -> composer.clearBlanks(); // invisible blanks would keep Ctrl-D from leaving
            case Intent.Quit _, Intent.Search _ -> throw new IllegalStateException("the window does this by itself");
        }
    }

    // ---- what is asked before a line is sent

    private void send(ChatCommand command, Consumer<? super WindowEffect> effects) {
        asking = asking == null ? new SendConfirmation() : asking;
        if (asking.ask(command, composer.linesAtOnce(), pane.transcript().roster())) {
            composer.escape(); // the question takes the place of a list
        } else {
            effects.accept(new WindowEffect.Send(command));
        }
    }

    /** Null while nothing is asked. */
    @Nullable Question question() {
        return asking == null ? null : asking.question();
    }

    /** Gives the key to the question. Returns false if nothing is asked, or if the key is no answer. */
    boolean answer(Key key, Consumer<? super WindowEffect> effects) {
        if (asking == null || !asking.isOpen()) {
            return false;
        }
        return switch (asking.press(key)) {
            case SendConfirmation.Answer.Send(ChatCommand command) -> {
                effects.accept(new WindowEffect.Send(command));
                yield true;
            }
            case SendConfirmation.Answer.Wait _ -> true;
            case SendConfirmation.Answer.None _ -> false;
        };
    }

    void rosterChanged() {
        if (asking != null) {
            asking.rosterChanged(pane.transcript().roster());
        }
    }

    // ---- conversations and pages

    private void goTo(List<Person> people, Instant now) {
        composer.sent();
        switching.goTo(people, now);
    }

    private void closeConversation(Instant now) {
        composer.sent();
        if (!switching.close(now)) {
            pane.conversation().refuse(Intent.CloseConversation.NONE, now);
        }
    }

    private void askName() {
        composer.sent();
        overlays.askName(pane.transcript().roster().self());
    }

    private void showWho(Instant now) {
        composer.sent();
        pane.conversation().remark(pane.transcript().roster().inWords(), now);
        pane.conversation().goToNewest();
    }

    private void showNetwork(long nowMs, Instant now) {
        composer.sent();
        pane.showNetwork(nowMs, now);
    }

    private void showHelp() {
        composer.sent();
        overlays.showHelp();
    }

    private void showInvite(FloodEvent.@Nullable StatusChanged network, Instant now) {
        composer.sent();
        if (invite == null) {
            refuse(Intent.ShowInvite.NONE, now);
        } else {
            overlays.showInvite(network == null ? invite : invite.withFirst(network.addresses()));
        }
    }

    private void showMessage(int place, Instant now) {
        TranscriptEntry.Spoken line = pane.conversation().message(place);
        if (line == null) {
            refuse(QuotedAnswer.NO_MESSAGE, now);
        } else {
            composer.sent();
            overlays.showCard(pane.card(line));
        }
    }

    // ---- what others do for us

    private void askHistory(HistoryInquiry inquiry, Consumer<? super WindowEffect> effects) {
        composer.sent();
        pane.conversation().goToNewest();
        effects.accept(new WindowEffect.AskHistory(inquiry));
    }

    private void set(SettingRequest request, Consumer<? super WindowEffect> effects) {
        setting = composer.text();
        composer.sent();
        effects.accept(new WindowEffect.Set(request));
    }

    /** Shows the answer. A refused line goes back to where it was written. Returns words for a hint; null for none. */
    @Nullable String answered(SettingAnswer answer, Instant now) {
        String line = setting;
        setting = null;
        pane.answer(answer, now);
        boolean isLost = answer.refused() && line != null && !composer.giveBack(line);
        return isLost ? "not set: Up has it again" : null;
    }

    private void edit(String text, Consumer<? super WindowEffect> effects) {
        composer.sent();
        composer.giveBack(text);
        effects.accept(new WindowEffect.Edit(text));
    }

    /** An editor has ended. Returns a few words for the person; null for none. @param before what it was given */
    @Nullable String edited(String before, EditorResult result, Instant now) {
        return switch (result) {
            case EditorResult.Text(String text) ->
                composer.edited(before, text) ? null : "the end of the text did not fit";
            case EditorResult.Unchanged(String reason) -> {
                refuse(reason, now);
                yield null;
            }
        };
    }

    // ---- answers and refusals

    private void answer(int place, ChatCommand command, Instant now, Consumer<? super WindowEffect> effects) {
        TranscriptEntry.Spoken line = pane.conversation().message(place);
        Intent answer = line == null
                ? new Intent.Refusal(QuotedAnswer.NO_MESSAGE)
                : QuotedAnswer.quoting(line, command, pane.transcript().roster(), pane.zone(), now);
        switch (answer) {
            case Intent.Send(ChatCommand quoting) -> send(quoting, effects);
            case Intent.Refusal(String reason) -> refuse(reason, now);
            default -> throw new IllegalStateException("no answer: " + answer);
        }
    }

    private void refuse(String reason, Instant now) {
        pane.conversation().refuse(reason, now);
        pane.conversation().goToNewest();
    }
}
