using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>A switch is on or off as its value says, where PowerShell would switch it on for null, for a script block and for the text 'false'.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExactSwitchAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Value.IsNull(inputData) ? throw new ArgumentTransformationMetadataException(ModuleMessages.ArgumentIsNull)
        : SettingValue.BooleanOrNull(Value.Unwrap(inputData)) ?? throw new ArgumentTransformationMetadataException(ModuleMessages.NotABoolean(inputData!));
}
