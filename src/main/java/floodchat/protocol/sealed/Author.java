package floodchat.protocol.sealed;

import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.kdf.Label;

/** Oneself in one network: the identity, the network tag, and the certificate of the X25519 key. Immutable. */
final class Author {
    private final Identity identity;
    private final byte[] networkTag;
    private final byte[] certificate;

    Author(Identity identity, byte[] networkTag) {
        this.identity = identity;
        this.networkTag = networkTag.clone();
        this.certificate = identity.certificate(networkTag);
    }

    PersonKey key() {
        return identity.key();
    }

    Identity identity() {
        return identity;
    }

    byte[] networkTag() {
        return networkTag.clone();
    }

    /** The signature over the X25519 key. */
    byte[] certificate() {
        return certificate.clone();
    }

    /** What both HPKE contexts of a letter to these prekeys begin with: label, network tag, recipient and its keys. */
    byte[] letterInfo(PrekeyBundle to) {
        return Label.LETTER.bytes(networkTag, to.owner().bytes(), to.hash());
    }
}
