package floodchat.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a project says of itself in its pom.xml: the program's, or that of the library. */
record LibraryProject(Document pom) {
    static final Path FOLDER = Path.of("src/library");

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final String SOURCES_SUFFIX = "/*.java";

    static LibraryProject library() throws Exception {
        return read(FOLDER.resolve("pom.xml"));
    }

    static LibraryProject program() throws Exception {
        return read(Path.of("pom.xml"));
    }

    private static LibraryProject read(Path file) throws Exception {
        return new LibraryProject(DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile()));
    }

    String version() {
        return text(pom.getDocumentElement(), "version");
    }

    /** The versions of dependencies, by their group. All of a group have one version. */
    Map<String, String> dependencies() {
        return versions("dependency");
    }

    Map<String, String> plugins() {
        Map<String, String> versions = new TreeMap<>();
        for (Element plugin : elements("plugin")) {
            if (!text(plugin, "version").isEmpty()) {
                versions.put(text(plugin, "artifactId"), text(plugin, "version"));
            }
        }
        return versions;
    }

    private Map<String, String> versions(String tag) {
        Map<String, String> versions = new TreeMap<>();
        for (Element element : elements(tag)) {
            versions.put(text(element, "groupId"), resolved(text(element, "version")));
        }
        return versions;
    }

    /** The jars of the dependencies, named as in a local repository. */
    SortedSet<String> jars() {
        SortedSet<String> jars = new TreeSet<>();
        for (Element dependency : elements("dependency")) {
            jars.add(text(dependency, "artifactId") + "-" + text(dependency, "version") + ".jar");
        }
        return jars;
    }

    /** The packages of which the library is made. */
    SortedSet<String> packages() {
        SortedSet<String> packages = new TreeSet<>();
        for (Element include : elements("include")) {
            String pattern = include.getTextContent();
            if (pattern.endsWith(SOURCES_SUFFIX)) {
                packages.add(pattern.substring(0, pattern.length() - SOURCES_SUFFIX.length()).replace('/', '.'));
            }
        }
        return packages;
    }

    /** The packages that the module exports. */
    static List<String> exported() throws Exception {
        Matcher exports = Pattern.compile("\\bexports ([\\w.]+);")
                .matcher(Files.readString(FOLDER.resolve("module-info.java")));
        return exports.results().map(result -> result.group(1)).toList();
    }

    private String resolved(String version) {
        Matcher property = PROPERTY.matcher(version);
        return property.matches() ? text(elements("properties").getFirst(), property.group(1)) : version;
    }

    private List<Element> elements(String tag) {
        NodeList found = pom.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The text of a child; empty if there is none. */
    private static String text(Element parent, String tag) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(tag)) {
                return child.getTextContent();
            }
        }
        return "";
    }
}
