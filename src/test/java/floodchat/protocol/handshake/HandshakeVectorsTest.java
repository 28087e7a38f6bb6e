package floodchat.protocol.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import floodchat.protocol.flood.PeerId;
import floodchat.protocol.handshake.HandshakeEffect.Established;
import floodchat.protocol.handshake.HandshakeEffect.Send;
import floodchat.protocol.kdf.NetworkKeys;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A whole handshake with fixed keys. Other implementations can test themselves with the file of vectors. */
class HandshakeVectorsTest {
    private static final NetworkKeys NETWORK = NetworkKeys.ofPublic("vectors");

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<HandshakeEffect> effects(LinkHandshake side, HandshakeInput input) {
        List<HandshakeEffect> effects = new ArrayList<>();
        side.handle(input, 0, effects::add);
        return effects;
    }

    private static byte[] sent(List<HandshakeEffect> effects) {
        return assertInstanceOf(Send.class, effects.getFirst()).message();
    }

    private static byte[] sealed(FrameSealer sealer, byte[] frame) {
        byte[] sealed = Arrays.copyOf(frame, frame.length + FrameSealer.SEAL_BYTES);
        sealer.seal(sealed, 0, frame.length);
        return sealed;
    }

    @Test
    void aHandshakeWithTheseKeysSaysTheseBytes() throws Exception {
        Vectors vectors = Vectors.read("/vectors/handshake.txt");
        FixedRandom ofDialler = new FixedRandom(joined(vectors.bytes("dialler-kem-d"), vectors.bytes("dialler-kem-z"),
                vectors.bytes("dialler-ephemeral")));
        FixedRandom ofListener =
                new FixedRandom(joined(vectors.bytes("listener-kem-m"), vectors.bytes("listener-ephemeral")));
        X25519KeyPair dialling = X25519KeyPair.ofPrivate(vectors.bytes("dialler-static"));
        X25519KeyPair listening = X25519KeyPair.ofPrivate(vectors.bytes("listener-static"));
        LinkHandshake dialler =
                LinkHandshake.initiator(dialling, NETWORK, _ -> vectors.bytes("dialler-greeting"), ofDialler);
        LinkHandshake listener =
                LinkHandshake.responder(listening, NETWORK, _ -> vectors.bytes("listener-greeting"), ofListener);

        Map<String, byte[]> said = new LinkedHashMap<>();
        said.put("network-tag", NETWORK.tag());
        said.put("psk0", NETWORK.psk0());
        said.put("message-1", sent(effects(dialler, new HandshakeInput.Started())));
        said.put("message-2", sent(effects(listener, new HandshakeInput.Received(said.get("message-1")))));
        List<HandshakeEffect> last = effects(dialler, new HandshakeInput.Received(said.get("message-2")));
        said.put("message-3", sent(last));
        Established atDialler = assertInstanceOf(Established.class, last.getLast());
        Established atListener = assertInstanceOf(Established.class,
                effects(listener, new HandshakeInput.Received(said.get("message-3"))).getLast());
        said.put("handshake-hash", atDialler.hash());
        said.put("dialler-id", HexFormat.of().parseHex(PeerId.ofKey(atListener.peerKey()).toString()));
        said.put("listener-id", HexFormat.of().parseHex(PeerId.ofKey(atDialler.peerKey()).toString()));
        byte[] ping = vectors.bytes("frame");
        said.put("dialler-frame-0", sealed(atDialler.sealer(), ping));
        said.put("listener-frame-0", sealed(atListener.sealer(), ping));
        for (int i = 1; i < FrameSealer.FRAMES_PER_KEY; i++) {
            sealed(atDialler.sealer(), ping);
        }
        said.put("dialler-frame-4096", sealed(atDialler.sealer(), ping));

        assertTrue(ofDialler.isEmpty() && ofListener.isEmpty(), "no other randomness is drawn");
        said.forEach((name, bytes) -> assertEquals(vectors.hex(name), HexFormat.of().formatHex(bytes), name));
    }
}
