package floodchat.protocol.sealed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A file of vectors: each line is {@code name = hex}. */
record Vectors(Map<String, byte[]> values) {
    static Vectors read(String file) {
        Map<String, byte[]> values = new HashMap<>();
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> line.contains(" = ")).forEach(line -> {
                String[] parts = line.split(" = ");
                values.put(parts[0], HexFormat.of().parseHex(parts[1]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Vectors(values);
    }

    byte[] get(String name) {
        return values.get(name);
    }
}
