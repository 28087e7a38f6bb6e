package floodchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theVersionIsTheOneInThePom() throws Exception {
        var pom = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());

        String version = XPathFactory.newDefaultInstance().newXPath().evaluate("/project/version", pom);
        assertEquals(version, Version.get());
    }
}
