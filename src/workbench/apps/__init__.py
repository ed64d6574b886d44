"""Starting things: the page server, JupyterLab, the demonstration project and the landing page."""
