/** Flawed uses of clocks. Each reads the wrong clock, or forgets that clocks drift. */
package dev.squall.lectures.clocks.flawed;
