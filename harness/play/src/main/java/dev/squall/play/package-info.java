/**
 * A simulated cluster that a person drives one step at a time, in a browser. Open {@link dev.squall.play.PlaySession}
 * first. The world that it drives is {@link dev.squall.explore.world.ControlledWorld}.
 */
package dev.squall.play;
