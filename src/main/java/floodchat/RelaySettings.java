package floodchat;

import floodchat.protocol.flood.FloodSettings;

/**
 * What only a relay goes by.
 *
 * @param mostLinks in place of the number that windows have, 1 to {@link FloodSettings#LARGEST_MAX_LINKS}
 * @param keepBacklog whether the backlog is kept on the disk
 * @param reportMinutes after which time a line of the log says how the relay stands; 0 for never
 */
record RelaySettings(int mostLinks, boolean keepBacklog, int reportMinutes) {
    static final RelaySettings DEFAULT = new RelaySettings(16, true, 60);

    /** These settings of a network, with as many links as a relay has. */
    FloodSettings links(FloodSettings network) {
        return new FloodSettings(
                Math.min(network.wantedLinks(), mostLinks),
                mostLinks,
                Math.min(network.reservedForDialled(), mostLinks - 1),
                network.stem(),
                network.groups());
    }
}
