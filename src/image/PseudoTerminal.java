import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jline.nativ.CLibrary;
import org.jline.utils.ScreenTerminal;

/**
 * A pseudo-terminal. What a program draws on it can be read here, and what is typed here reaches the program. It
 * needs java.base/java.io opened, to make a stream from the file descriptor number that JLine returns.
 */
final class PseudoTerminal implements AutoCloseable {
    private static final int COLUMNS = 100;
    private static final int ROWS = 30;

    private final Path device;
    private final FileOutputStream program;
    private final FileOutputStream keyboard;
    private final Output screen;

    private PseudoTerminal(FileDescriptor ours, FileDescriptor theirs, Path device) {
        this.device = device;
        this.program = new FileOutputStream(theirs);
        this.keyboard = new FileOutputStream(ours);
        this.screen = new Output(new FileInputStream(ours), PseudoTerminal.drawing(new ScreenTerminal(COLUMNS, ROWS)));
    }

    static PseudoTerminal open() throws IOException {
        int[] ours = new int[1];
        int[] theirs = new int[1];
        byte[] name = new byte[128];
        if (CLibrary.openpty(ours, theirs, name, null, new CLibrary.WinSize((short) ROWS, (short) COLUMNS)) != 0) {
            throw new IOException("could not open a pseudo-terminal");
        }
        return new PseudoTerminal(descriptor(ours[0]), descriptor(theirs[0]),
                Path.of(new String(name, StandardCharsets.UTF_8).trim()));
    }

    private static UnaryOperator<String> drawing(ScreenTerminal screen) {
        return more -> {
            screen.write(more);
            return screen.toString();
        };
    }

    /** Starts the one process of this terminal. */
    Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectInput(device.toFile())
                .redirectOutput(device.toFile())
                .redirectError(device.toFile())
                .start();
        program.close();
        return process;
    }

    void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    }

    Output screen() {
        return screen;
    }

    @Override
    public void close() throws IOException {
        keyboard.close();
    }

    private static FileDescriptor descriptor(int number) throws IOException {
        try {
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(number);
        } catch (ReflectiveOperationException e) {
            throw new IOException("no stream over a file descriptor on this Java", e);
        }
    }
}
