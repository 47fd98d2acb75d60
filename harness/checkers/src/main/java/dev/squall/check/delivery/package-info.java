/**
 * Properties of links and broadcasts, checked on the sends and deliveries in nodes' journals. Open {@link
 * dev.squall.check.delivery.LinkDelivery} or {@link dev.squall.check.delivery.BroadcastDelivery} first; each property
 * has its own class.
 */
package dev.squall.check.delivery;
