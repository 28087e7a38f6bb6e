package floodchat.protocol.handshake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A file of named values in hex, one a line: the name, a blank, the value. */
final class Vectors {
    private final Map<String, String> byName = new LinkedHashMap<>();

    private Vectors() {}

    static Vectors read(String resource) throws IOException {
        Vectors vectors = new Vectors();
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(resource), resource)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(vectors::add);
        }
        return vectors;
    }

    private void add(String line) {
        if (!line.startsWith("#")) {
            int blank = line.indexOf(' ');
            byName.put(line.substring(0, blank), line.substring(blank + 1));
        }
    }

    String hex(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    byte[] bytes(String name) {
        return HexFormat.of().parseHex(hex(name));
    }
}
