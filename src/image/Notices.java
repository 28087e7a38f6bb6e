import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The licences of what the packages hold. The list of libraries is the bill of materials that the build has written
 * (CycloneDX); the texts are those that a jar brings along, or else files of src/main/package/licences. A library
 * without a licence, or a licence without a text, fails the build.
 */
final class Notices {
    /** Where licences lie in a jar, and how they are named there. */
    private static final Pattern TEXT = Pattern.compile("META-INF/(\\w+-)*(LICENSE|NOTICE)([.](txt|md))?");

    /** Names of licences (SPDX) of groups whose own description has none, or one that is taken for another. */
    private static final Map<String, String> LICENCES = Map.of(
            "com.googlecode.lanterna", "LGPL-3.0-or-later",
            "org.bouncycastle", "MIT",
            "org.jline", "BSD-3-Clause");

    /** Beside the text of the first, that of the second is needed: the one refers to it. */
    private static final Map<String, List<String>> TEXTS = Map.of(
            "LGPL-3.0-or-later", List.of("LGPL-3.0.txt", "GPL-3.0.txt"));

    private static final String RUNTIME_LICENCE = "GPL-2.0-only WITH Classpath-exception-2.0";

    private final Path project;
    private final JsonMapper json = JsonMapper.builder().build();
    private final ObjectNode bill;

    private record Library(String group, String name, String version, String licence, String page) {
        String jar() {
            return name + "-" + version + ".jar";
        }
    }

    /** @param bill the bill of materials as the build's plugin wrote it */
    Notices(Path project, Path bill) throws IOException {
        this.project = project;
        this.bill = (ObjectNode) json.readTree(Files.readString(bill));
        for (JsonNode component : this.bill.get("components")) {
            String known = LICENCES.get(component.path("group").asString());
            if (known != null) {
                ((ObjectNode) component).set("licenses", licences("id", known));
            }
        }
    }

    /** The bill with one more component: the Java runtime, which is no library of the build. */
    String billWithRuntime(Path release) throws IOException {
        Properties runtime = new Properties();
        runtime.load(new StringReader(Files.readString(release).replace("\"", "")));
        ObjectNode component = json.createObjectNode();
        component.put("type", "platform");
        component.put("bom-ref", "java-runtime");
        component.put("publisher", runtime.getProperty("IMPLEMENTOR", System.getProperty("java.vendor")));
        component.put("name", "OpenJDK");
        component.put("version", Runtime.version().toString());
        component.put("description", "The Java runtime, with the modules " + runtime.getProperty("MODULES"));
        component.set("licenses", json.createArrayNode()
                .add(json.createObjectNode().put("expression", RUNTIME_LICENCE)));
        ((ArrayNode) bill.get("components")).add(component);
        ObjectNode program = (ObjectNode) bill.at("/metadata/component");
        program.put("type", "application");
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(bill) + "\n";
    }

    private ArrayNode licences(String key, String licence) {
        ObjectNode entry = json.createObjectNode();
        entry.set("license", json.createObjectNode().put(key, licence));
        return json.createArrayNode().add(entry);
    }

    /** Writes our licence, a list of the libraries, and a folder of texts for each. */
    void write(Path folder, Path jars) throws IOException {
        List<Library> libraries = libraries();
        checkAllAreListed(libraries, jars);
        Files.createDirectories(folder);
        Files.copy(project.resolve("LICENSE"), folder.resolve("LICENSE"));
        StringBuilder list =
                new StringBuilder(Files.readString(project.resolve("src/main/package/licences/README.txt")));
        for (Library library : libraries) {
            list.append("\n").append(library.name()).append(" ").append(library.version()).append("\n  licence  ");
            list.append(library.licence()).append("\n  source   ").append(library.page()).append("\n");
            copyTexts(library, jars.resolve(library.jar()), folder.resolve(library.name()));
        }
        Files.writeString(folder.resolve("THIRD-PARTY.txt"), list);
    }

    private static void checkAllAreListed(List<Library> libraries, Path jars) throws IOException {
        TreeSet<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(jars)) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")).forEach(there::add);
        }
        there.remove("floodchat.jar");
        TreeSet<String> listed = new TreeSet<>(libraries.stream().map(Library::jar).toList());
        if (!there.equals(listed)) {
            throw new IOException("The image has the jars " + there + ", the bill of materials lists " + listed + ".");
        }
    }

    private void copyTexts(Library library, Path jar, Path folder) throws IOException {
        Files.createDirectories(folder);
        int texts = 0;
        try (JarFile inside = new JarFile(jar.toFile())) {
            for (JarEntry entry : inside.stream().filter(entry -> TEXT.matcher(entry.getName()).matches()).toList()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                Files.copy(inside.getInputStream(entry), folder.resolve(name));
                texts++;
            }
        }
        if (texts == 0) {
            for (Path text : ownTexts(library)) {
                Files.copy(text, folder.resolve(text.getFileName().toString()));
            }
        }
    }

    private List<Path> ownTexts(Library library) throws IOException {
        Path folder = project.resolve("src/main/package/licences");
        Path ofGroup = folder.resolve(library.group() + ".txt");
        if (Files.exists(ofGroup)) {
            return List.of(ofGroup);
        }
        if (library.licence().equals("Apache-2.0")) {
            return List.of(project.resolve("LICENSE"));
        }
        List<String> names = TEXTS.get(library.licence());
        if (names == null) {
            throw new IOException(library.jar() + " has no text of its licence " + library.licence()
                    + ": write one into " + ofGroup + ".");
        }
        return names.stream().map(folder::resolve).toList();
    }

    /** What Debian asks of each package (Debian Policy, section 12.5). */
    void writeCopyright(Path file) throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(project.resolve("src/main/package/copyright")));
        for (Library library : libraries()) {
            text.append("  ").append(library.jar()).append(": ").append(library.licence()).append("\n");
        }
        Files.writeString(file, text);
    }

    private List<Library> libraries() throws IOException {
        List<Library> libraries = new ArrayList<>();
        for (JsonNode component : bill.get("components")) {
            if (component.path("type").asString().equals("library")) {
                libraries.add(library(component));
            }
        }
        libraries.sort((one, other) -> one.jar().compareTo(other.jar()));
        return libraries;
    }

    private static Library library(JsonNode component) throws IOException {
        String name = component.get("name").asString();
        String licence = component.at("/licenses/0/license/id").asString("");
        if (licence.isEmpty()) {
            throw new IOException(name + " has no licence with a name of SPDX: give it one in src/image/Notices.java.");
        }
        String page = "";
        for (JsonNode reference : component.path("externalReferences")) {
            String type = reference.path("type").asString();
            if (type.equals("vcs") || page.isEmpty() && type.equals("website")) {
                page = reference.path("url").asString();
            }
        }
        return new Library(
                component.path("group").asString(), name, component.get("version").asString(), licence, page);
    }
}
