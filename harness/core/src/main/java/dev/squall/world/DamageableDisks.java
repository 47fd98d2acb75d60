package dev.squall.world;

/** A cluster in whose nodes' storage a bit can flip. */
public interface DamageableDisks extends DiskFaults {

    /**
     * Kills the node, if it is up, flips a bit of what it had synced, at random, and starts it again. A node that
     * checks what it reads then ends at once. That is no failure of the world: the node stays down until it is
     * started, and ends again if the damage is still there.
     *
     * @return false if nothing was damaged: a bit is flipped already, or the node has synced nothing
     */
    boolean flipBit(String nodeId);

    /** Repairs the damage, and starts the node again if it is down because of it. */
    void repair(String nodeId);
}
