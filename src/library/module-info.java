/**
 * The flood network as a library: a network of equal peers without a server, which carries bytes from each peer to all
 * others. {@link floodchat.embed} is all that it exports. The rest may change with every version.
 */
module floodchat.network {
    requires org.apache.logging.log4j;
    requires org.bouncycastle.provider;
    requires static transitive org.jspecify;

    exports floodchat.embed;
}
