"""What does each operating system do its own way? Notifications, keyring, folders, autostart, links, badge."""
