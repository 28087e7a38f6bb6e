package floodchat.sim;

import floodchat.protocol.flood.Frame;

/** Sees the frames of a {@link SimulatedNetwork}. */
interface FrameTap {
    void sent(SimulatedPeer from, Frame frame);

    void received(SimulatedPeer by, SimulatedPeer from, Frame frame);
}
