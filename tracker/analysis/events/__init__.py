"""What one event, or one campaign, cost: money, and hours as hours."""
