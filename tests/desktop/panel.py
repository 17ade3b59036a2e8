"""A real Xfce panel as the tray host: StatusNotifierItems and old XEmbed icons."""

from pathlib import Path

from tests.desktop.boxes import Box
from tests.desktop.screen import HEIGHT, WIDTH

COLOUR = (236, 232, 224)
HOST = "org.kde.StatusNotifierWatcher"
"""The name that the panel's tray owns once it takes icons."""
THICKNESS = 30
AREA = Box(0, HEIGHT - THICKNESS, WIDTH, THICKNESS)

# configver keeps the first-start dialog away; the colour makes an icon easy to tell from nothing.
CONFIG = f"""<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="false"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x={WIDTH // 2};y={HEIGHT - 15}"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="{THICKNESS}"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="enter-opacity" type="uint" value="100"/>
      <property name="leave-opacity" type="uint" value="100"/>
      <property name="background-style" type="uint" value="1"/>
      <property name="background-rgba" type="array">
        <value type="double" value="{COLOUR[0] / 255}"/>
        <value type="double" value="{COLOUR[1] / 255}"/>
        <value type="double" value="{COLOUR[2] / 255}"/>
        <value type="double" value="1"/>
      </property>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""


def configure_panel(channels: Path) -> None:
    """Write the panel's settings where xfconfd reads them."""
    (channels / "xfce4-panel.xml").write_text(CONFIG)
