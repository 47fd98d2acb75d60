/**
 * Jepsen, Knossos and Elle: their checkers on this project's histories, this project's checkers on Jepsen's histories,
 * and this project's systems as a Jepsen test. Open {@link dev.squall.jepsen.Knossos} or {@link dev.squall.jepsen.Elle}
 * first. Nothing of theirs is part of this project.
 */
package dev.squall.jepsen;
