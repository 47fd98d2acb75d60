package dev.squall.world;

/** A cluster that can flip bits in its nodes' storage. */
public interface DamageableDisks extends DiskFaults {

    /**
     * Kills the node if it is up, flips a random bit of its synced data, and starts it again. A node that verifies its
     * data detects the flipped bit and ends. This end is no failure of the world: the damaged node stays down until a
     * restart, and ends again if the bit is still flipped.
     *
     * @return false if no bit was flipped, because one is flipped already or the node has synced nothing
     */
    boolean flipBit(String nodeId);

    /** Repairs the flipped bit, and starts the node again if it is down because of the damage. */
    void repair(String nodeId);
}
