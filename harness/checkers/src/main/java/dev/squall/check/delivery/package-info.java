/**
 * What links, broadcasts and logical clocks promise, checked on the facts that nodes put into their journals. The way
 * in is {@link dev.squall.check.delivery.LinkDelivery}, {@link dev.squall.check.delivery.BroadcastDelivery}, {@link
 * dev.squall.check.delivery.LamportClockLaws} and {@link dev.squall.check.delivery.VectorClockLaw}.
 */
package dev.squall.check.delivery;
