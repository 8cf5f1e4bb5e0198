"use strict";
// While a large map is dragged about, a picture of it is moved instead of drawing it all for each frame. The picture
// reaches half a view beyond each edge and is made anew when the drag leaves it.
Sk.picture = { canvas: document.createElement("canvas"), scale: 0, x: 0, y: 0 };

Sk.isPanning = () =>
  Boolean(Sk.moving) && Sk.pressed === null && !Sk.state.physics && Sk.shown.nodes + Sk.shown.edges > 800;

Sk.makePicture = (ratio) => {
  const { picture } = Sk, [width, height] = Sk.size(), scale = Sk.network.getScale(), middle = Sk.network.getViewPosition();
  Object.assign(picture, { scale, ...middle });
  Object.assign(picture.canvas, { width: width * 2 * ratio, height: height * 2 * ratio });
  const ctx = picture.canvas.getContext("2d"), unit = 1 / scale;
  ctx.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (width - middle.x * scale), ratio * (height - middle.y * scale));
  if (Sk.state.layout === "geographic") Sk.drawOutline(ctx, unit);
  Sk.drawEdges(ctx, unit);
  for (const node of Sk.nodes.values()) if (node.visible) Sk.drawNode(ctx, node, unit, false);
};

// Puts the picture where it belongs in the present view
Sk.drawPicture = (ctx) => {
  const { picture } = Sk, [width, height] = Sk.size(), ratio = ctx.canvas.width / width, scale = Sk.network.getScale();
  const place = () => {
    const middle = Sk.network.getViewPosition();
    return [(picture.x - middle.x) * scale - width / 2, (picture.y - middle.y) * scale - height / 2];
  };
  let [left, top] = place();
  if (picture.scale !== scale || left > 0 || top > 0 || left < -width || top < -height) {
    Sk.makePicture(ratio);
    [left, top] = place();
  }
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(picture.canvas, Math.round(left * ratio), Math.round(top * ratio));
  ctx.restore();
};
