package floodchat.protocol.flood;

/**
 * The clock of another peer is too far from ours to link with it: {@link FloodLimits#MAX_AHEAD_MS}.
 *
 * @param aheadMs how far our wall clock is ahead of its clock, in ms; negative if ours is behind
 */
public record ClockGap(PeerId peer, long aheadMs) {}
