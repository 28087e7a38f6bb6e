package floodchat.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs all inputs that the fuzzers found once and that we keep: examples, and what broke a promise in the past. */
class FuzzCorpusTest {
    @ParameterizedTest
    @EnumSource
    void everyInputThatWeKeepHoldsThePromises(Target target) throws IOException {
        Checked checked = Checked.of(target);
        assertFalse(target.inputs().isEmpty());
        for (Path input : target.inputs()) {
            byte[] bytes = Files.readAllBytes(input);
            assertTrue(bytes.length <= target.maxBytes(), () -> input + " is too long");
            try {
                checked.run(bytes);
            } catch (Throwable e) {
                fail(input.toString(), e);
            }
        }
    }
}
