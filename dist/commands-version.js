var package_default={version:"0.1.0"},{version}=package_default;module.exports={version};
