package floodchat;

import floodchat.bus.EventBus;
import floodchat.bus.Mailbox;
import floodchat.front.Setting;
import floodchat.front.SettingAnswer;
import floodchat.front.SettingRequest;
import floodchat.node.store.EditableFile;
import floodchat.node.store.FileFormat;
import floodchat.node.store.FileProblem;
import floodchat.protocol.chat.ChatCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /set}: says what the settings are, changes one in a person's own file, and tells those that can follow
 * at once. It reads the file again for each question, so what a person wrote there meanwhile stays. Has a thread of its
 * own, which alone may touch the rest; {@link #close} may come from another.
 */
final class SettingsDesk implements AutoCloseable {
    /** A person types them one by one, and plain mode waits for each answer. */
    private static final int MAILBOX_REQUESTS = 16;

    private static final String FORMS = "/set NAME explains one, /set NAME VALUE changes it.";

    private final EventBus bus;
    private final EditableFile file;
    private final Options options;
    private final Mailbox<SettingRequest> mailbox = new Mailbox<>(MAILBOX_REQUESTS);
    private final Thread thread = Thread.ofVirtual().name("settings").unstarted(this::run);

    /** What this program goes by now. The second says the same in words, without the command line. */
    private Settings running;
    private SettingsText runningText;

    /**
     * @param file of the person; it need not exist
     * @param textAtStart what was in it when the program read it; empty if it did not exist
     * @param running what was read from it, with what the command line says
     */
    SettingsDesk(EventBus bus, Path file, String textAtStart, Settings running, Options options) {
        this.bus = bus;
        this.file = new EditableFile(file, SettingsFile.MAX_FILE_BYTES);
        this.runningText = new SettingsText(textAtStart);
        this.running = running;
        this.options = options;
        bus.subscribe(SettingRequest.class, mailbox);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                bus.publish(answer(mailbox.take()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private SettingAnswer answer(SettingRequest request) throws InterruptedException {
        Setting setting = Setting.named(request.name());
        try {
            if (request.name().isEmpty()) {
                return SettingAnswer.of(list(saved()));
            }
            if (setting == null) {
                return SettingAnswer.refusal(unknown(request.name()));
            }
            return request.value().isEmpty()
                    ? SettingAnswer.of(explained(setting, saved()))
                    : SettingAnswer.of(List.of(change(setting, setting.kind().read(request.value()))));
        } catch (StartupException e) {
            return SettingAnswer.refusal(e.sentence());
        }
    }

    private static String unknown(String name) {
        List<Setting> like = Setting.like(name);
        String known = like.isEmpty() || like.size() == Setting.values().length
                ? "/set lists them all."
                : "there is " + String.join(", ", like.stream().map(Setting::key).toList()) + ".";
        return "There is no setting " + name + "; " + known;
    }

    // ---- asking

    private List<String> list(SettingsText saved) {
        List<String> lines = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            lines.add(value(setting, saved));
        }
        lines.add(FORMS + " The file is " + file.path() + ".");
        return lines;
    }

    private List<String> explained(Setting setting, SettingsText saved) {
        return List.of(
                value(setting, saved),
                setting.sentence(),
                "It must be %s. Default: %s. A change acts %s."
                        .formatted(setting.kind().demand(), setting.byDefault(), setting.when().words()));
    }

    /** As in the file, and what else there is to know: the command line wins, or a change that waits. */
    private String value(Setting setting, SettingsText saved) {
        String flag = options.flagInsteadOf(setting);
        String now = runningText.value(setting);
        String later = saved.value(setting);
        String note = flag != null
                ? " (now " + flag + " of the command line)"
                : now.equals(later) ? "" : " (from the next start: " + later + ")";
        return setting.key() + " = " + (flag == null ? now : later) + note;
    }

    /** What the file holds now. */
    private SettingsText saved() throws StartupException {
        String text = read();
        if (text == null) {
            return SettingsText.EMPTY;
        }
        SettingsFile.parse(file.path(), text, Settings.DEFAULTS);
        return new SettingsText(text);
    }

    private @Nullable String read() throws StartupException {
        try {
            return file.read();
        } catch (IOException e) {
            throw refusal("can't be read", e);
        }
    }

    // ---- changing

    /** Checks the value, saves it, and lets it act. Returns one sentence. */
    private String change(Setting setting, Object value) throws StartupException, InterruptedException {
        String before = read();
        SettingsText saved = saved();
        SettingsText begun = before == null ? new SettingsText(FileFormat.SETTINGS.line()) : saved;
        SettingsText changed = begun.with(setting, value);
        SettingsFile.parse(null, changed.text(), Settings.DEFAULTS);
        save(before, changed);
        if (setting.when() == Setting.When.AT_ONCE) {
            actAtOnce(setting, value);
        }
        String flag = options.flagInsteadOf(setting);
        String acts = flag == null
                ? setting.when() == Setting.When.AT_ONCE ? "" : " from the next start"
                : ", but %s of the command line wins while it is given".formatted(flag);
        return "%s is %s%s.".formatted(setting.key(), changed.value(setting), acts);
    }

    private void save(@Nullable String before, SettingsText changed) throws StartupException {
        try {
            file.replace(before, changed.text());
        } catch (IOException e) {
            throw refusal("can't be written", e);
        }
    }

    private StartupException refusal(String what, IOException e) {
        return StartupException.misused(
                "The settings file %s %s: %s. Nothing was changed.".formatted(
                        FileProblem.place(e, file.path()), what, FileProblem.reason(e)));
    }

    private void actAtOnce(Setting setting, Object value) throws StartupException, InterruptedException {
        runningText = runningText.with(setting, value);
        running = SettingsFile.parse(null, SettingsText.EMPTY.with(setting, value).text(), running);
        if (setting == Setting.PEER_REQUESTS) {
            bus.publish(new ChatCommand.SetRequests(running.requests()));
        } else {
            bus.tell(running.window());
        }
    }

    @Override
    public void close() throws InterruptedException {
        bus.unsubscribe(mailbox);
        thread.interrupt();
        thread.join();
    }
}
